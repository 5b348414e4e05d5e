"""What OVH's payloads mean, both ways; no socket here.

Field names and enums: the published schema (contracts/ovh-telephony.json); meanings: facts/ovh.md.
"""
