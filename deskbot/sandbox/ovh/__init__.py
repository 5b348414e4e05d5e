"""The OVHcloud telephony API and the phone network behind it."""
