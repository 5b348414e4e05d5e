"""`/sms`: the service of text messages, its senders, and the texts that it is given to send."""

import re
from typing import Any

from deskbot.sandbox.ovh import errors, request, texts
from deskbot.sandbox.ovh import line as lines

_SERVICE = "/sms/{serviceName}"
_RECEIVER = re.compile(r"(\+|00)[1-9][0-9]{6,14}")


def _outbox(line: lines.Line, call: request.Call) -> texts.Outbox:
    if call.path["serviceName"] != line.account.outbox.service:
        raise errors.not_found()
    return line.account.outbox


def _services(line: lines.Line, call: request.Call) -> list[str]:
    return [line.account.outbox.service]


def _get(line: lines.Line, call: request.Call) -> dict[str, Any]:
    box = _outbox(line, call)
    response = ("cgiUrl", "text", "trackingDefaultSmsSender", "trackingOptions")
    mails = ("emailBody", "emailFrom", "emailSubject", "smsBody")
    return {
        "automaticRecreditAmount": None,
        "callBack": None,
        "channel": "transactional",
        "creditThresholdForAutomaticRecredit": 0,
        "creditsHoldByQuota": 0,
        "creditsLeft": box.credits_left,
        "description": "deskbot sandbox",
        "iam": None,
        "name": box.service,
        "smpp": False,
        "smsResponse": {"responseType": "none"} | dict.fromkeys(response),
        "status": "enable" if box.is_enabled else "disable",
        "stopCallBack": None,
        "templates": {"customizedEmailMode": False, "customizedSmsMode": False} | dict.fromkeys(mails),
        "userQuantityWithQuota": 0,
    }


def _senders(line: lines.Line, call: request.Call) -> list[str]:
    return list(_outbox(line, call).senders)


def _jobs(line: lines.Line, call: request.Call) -> list[int]:
    return list(_outbox(line, call).jobs)


def _job(line: lines.Line, call: request.Call) -> dict[str, Any]:
    job = _outbox(line, call).jobs.get(call.id("id"))
    if job is None:
        raise errors.no_object("id", call.id("id"))
    return {
        "creationDatetime": job.created,
        "credits": float(job.parts),
        "deliveredAt": None,
        "deliveryReceipt": 0,
        "differedDelivery": 0,
        "id": job.job_id,
        "message": job.message,
        "messageLength": len(job.message),
        "numberOfSms": job.parts,
        "ptt": 0,
        "receiver": job.receiver,
        "sender": job.sender,
        "sentAt": None,
    }


def _send(line: lines.Line, call: request.Call) -> dict[str, Any]:
    box = _outbox(line, call)
    sender, message = call.body.get("sender", ""), call.body["message"]
    if sender not in box.senders:
        raise errors.bad_request("[sender] This sender is not allowed")
    if not message.strip():
        raise errors.bad_request("[message] The message is empty")
    receivers = call.body.get("receivers", [])
    good = [one for one in receivers if _RECEIVER.fullmatch(one)]
    cost = texts.parts(message) * len(good)
    if not box.is_enabled or cost > box.credits_left:
        raise errors.ApiError(403, "You do not have enough credits", kind="Client::Forbidden")
    made = [_made(line, call, receiver=one, sender=sender) for one in good]
    box.jobs |= {job.job_id: job for job in made}
    box.credits_left -= cost
    return {
        "ids": [job.job_id for job in made],
        "invalidReceivers": [one for one in receivers if one not in good],
        "tag": call.body.get("tag", ""),
        "totalCreditsRemoved": float(cost),
        "validReceivers": good,
    }


def _made(line: lines.Line, call: request.Call, *, receiver: str, sender: str) -> texts.Job:
    return texts.Job(
        job_id=line.next_id(),
        created=line.now().replace(microsecond=0),
        message=call.body["message"],
        receiver=receiver,
        sender=sender,
        has_stop_clause=not call.body.get("noStopClause", False),
    )


HANDLERS: request.Handlers = {
    ("GET", "/sms"): _services,
    ("GET", _SERVICE): _get,
    ("GET", f"{_SERVICE}/senders"): _senders,
    ("GET", f"{_SERVICE}/jobs"): _jobs,
    ("GET", f"{_SERVICE}/jobs/{{id}}"): _job,
    ("POST", f"{_SERVICE}/jobs"): _send,
}
