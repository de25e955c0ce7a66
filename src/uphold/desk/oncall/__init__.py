"""Who is on call: rotas and their gaps, whom the steps of a path call, and how one is reached oneself."""
