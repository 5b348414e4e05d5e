"""deskbot: a switchboard held by volunteers, OVHcloud telephony joined to Mattermost."""
