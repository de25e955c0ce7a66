"""Pages as they leave the house: by mail, by webhook, and by the services that people have on their telephones."""
