"""Who answers, and when: opening hours, the language of dates, the roster, the resolver.

Plain; may import `people`. `resolver` is the one answer to "who rings now". Tested in `tests/unit/desk`.
"""
