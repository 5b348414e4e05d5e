"""The Mattermost API and its users."""
