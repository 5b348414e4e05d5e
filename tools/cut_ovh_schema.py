"""Cut from OVH's published schema what the sandbox serves: `tools/cut_ovh_schema.py --contract PATH`."""

import argparse
import json
import pathlib
from typing import Any

_TARGET = pathlib.Path(__file__).parent.parent / "deskbot" / "sandbox" / "data" / "ovh-schema.json"
_SECTIONS = (
    "",
    "easyHunting",
    "eventToken",
    "line",
    "number",
    "redirect",
    "scheduler",
    "service",
    "voicemail",
)
_ACCOUNT = "/telephony/{billingAccount}"
_SMS = "/sms/{serviceName}"
_SMS_PATHS = ("/sms", _SMS, f"{_SMS}/jobs", f"{_SMS}/jobs/{{id}}", f"{_SMS}/senders")
_AUTH_PATHS = ("/auth/credential", "/auth/currentCredential", "/auth/details", "/auth/logout", "/auth/time")


def _is_served(path: str) -> bool:
    if path in _AUTH_PATHS or path in _SMS_PATHS or path == "/telephony":
        return True
    return path.startswith(_ACCOUNT) and path[len(_ACCOUNT) :].lstrip("/").split("/")[0] in _SECTIONS


def _operation(operation: dict[str, Any]) -> dict[str, Any]:
    wanted = ("name", "in", "dataType", "required")
    return {
        "method": operation["httpMethod"],
        "returns": operation["responseType"],
        "parameters": [{key: p[key] for key in wanted if key in p} for p in operation["parameters"]],
    }


def _model(model: dict[str, Any]) -> dict[str, Any]:
    if "enum" in model:
        return {"enum": model["enum"]}
    wanted = ("type", "nullable", "readOnly")
    return {
        "properties": {
            name: {key: prop[key] for key in wanted} for name, prop in sorted(model["properties"].items())
        }
    }


def _bare(type_name: str) -> str:
    return (
        type_name.removesuffix("[]").rpartition("]")[2]
        if "map[" in type_name
        else type_name.removesuffix("[]")
    )


def _reached(paths: dict[str, Any], models: dict[str, Any]) -> dict[str, Any]:
    """Return the models that the paths name, and those that these name in turn."""
    waiting = {_bare(o["returns"]) for operations in paths.values() for o in operations}
    waiting |= {_bare(p["dataType"]) for ops in paths.values() for o in ops for p in o["parameters"]}
    kept: dict[str, Any] = {}
    while waiting:
        name = waiting.pop()
        if name in models and name not in kept:
            kept[name] = _model(models[name])
            waiting |= {_bare(prop["type"]) for prop in kept[name].get("properties", {}).values()}
    return dict(sorted(kept.items()))


def cut(telephony: dict[str, Any], *others: dict[str, Any]) -> dict[str, Any]:
    """Return the part that the sandbox serves, without the descriptions."""
    contracts = (telephony, *others)
    apis = [api for contract in contracts for api in contract["apis"]]
    paths = {
        api["path"]: [_operation(operation) for operation in api["operations"]]
        for api in sorted(apis, key=lambda api: str(api["path"]))
        if _is_served(api["path"])
    }
    models = _reached(paths, {name: one for each in contracts for name, one in each["models"].items()})
    return {"source": telephony["source"], "paths": paths, "models": models}


def main() -> None:
    """Read the contracts and write the package's data file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contract", type=pathlib.Path, required=True, help="ovh-telephony.json")
    parser.add_argument("--auth", type=pathlib.Path, help="ovh-sms-auth.json (default: beside the contract)")
    parser.add_argument("--to", type=pathlib.Path, default=_TARGET)
    given = parser.parse_args()
    auth_path = given.auth or given.contract.with_name("ovh-sms-auth.json")
    telephony = json.loads(given.contract.read_text(encoding="utf-8"))
    others = json.loads(auth_path.read_text(encoding="utf-8"))
    text = json.dumps(cut(telephony, others["auth"], others["sms"]), indent=1, ensure_ascii=False)
    given.to.write_text(text + "\n", encoding="utf-8")
    print(f"{given.to}: {len(text)} characters")


if __name__ == "__main__":
    main()
