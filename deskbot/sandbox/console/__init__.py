"""The web page that shows both sides of the sandbox."""
