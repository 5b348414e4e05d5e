import pytest

from tests import services


class TestRequire:
    def test_lets_the_test_run(self):
        services.require(True, "is there")

    def test_skips_at_home(self, monkeypatch):
        monkeypatch.delenv("DESKBOT_CI", raising=False)

        with pytest.raises(pytest.skip.Exception, match="no PostgreSQL"):
            services.require(False, "no PostgreSQL")

    def test_fails_in_ci(self, monkeypatch):
        monkeypatch.setenv("DESKBOT_CI", "1")

        with pytest.raises(pytest.fail.Exception, match="no PostgreSQL"):
            services.require(False, "no PostgreSQL")
