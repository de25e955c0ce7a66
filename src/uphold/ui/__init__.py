"""The floor under every face: page frame, components, tokens, small scripts and the live stream."""
