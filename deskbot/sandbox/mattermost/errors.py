"""The errors of the API, as clients see them."""

_MISSING_POST = "Unable to get the post."
_INTEGRATION = "Action integration error."
_TRIGGER = "interactive_message.decode_trigger_id."

# error id -> (status, message); {subject} is filled by `failure`. Messages that facts/mattermost.md quotes
# are exact; the others are the product's English catalogue, from memory.
_CATALOGUE: dict[str, tuple[int, str]] = {
    "api.context.404.app_error": (404, "Sorry, we could not find the page."),
    "api.context.session_expired.app_error": (401, "Invalid or expired session, please login again."),
    "api.context.permissions.app_error": (403, "You do not have the appropriate permissions."),
    "api.context.invalid_body_param.app_error": (400, "Invalid or missing {subject} in request body."),
    "api.context.invalid_url_param.app_error": (
        400,
        "Invalid or missing {subject} parameter in request URL.",
    ),
    "app.user.missing_account.const": (404, "Unable to find the user."),
    "app.team.get.find.app_error": (404, "Unable to find the existing team."),
    "app.team.get_by_name.missing.app_error": (404, "Unable to find the existing team."),
    "app.channel.get.existing.app_error": (404, "Unable to find the existing channel."),
    "app.channel.get_by_name.missing.app_error": (404, "Channel does not exist."),
    "app.channel.get_member.missing.app_error": (
        404,
        "No channel member found for that user ID and channel ID.",
    ),
    "app.post.get.app_error": (404, _MISSING_POST),
    "app.post.save.existing.app_error": (400, "You cannot update an existing Post."),
    "api.post.create_post.can_not_post_to_deleted.error": (400, "Can not post to deleted channel."),
    "api.post.update_post.can_not_update_post_in_deleted.error": (
        400,
        "Can not update a post in a deleted channel.",
    ),
    "api.post.create_post.root_id.app_error": (400, "Invalid RootId parameter."),
    "api.post.create_post.channel_root_id.app_error": (400, "Invalid ChannelId for RootId parameter."),
    "model.post.is_valid.msg.app_error": (400, "Invalid message."),
    "model.post.is_valid.props.app_error": (400, "Invalid props."),
    "model.post.is_valid.file_ids.app_error": (
        400,
        "Invalid file ids. Note that uploads are limited to 5 files maximum. "
        "Please use additional posts for more files.",
    ),
    "api.post.deduplicate_create_post.pending": (
        500,
        "Rejected post since another client is making the same request.",
    ),
    "api.post.deduplicate_create_post.failed_to_get": (
        500,
        "Failed to fetch original post after deduplicating a client making the same request.",
    ),
    "api.post.do_action.action_id.app_error": (404, "Invalid action id."),
    "api.post.do_action.action_integration.app_error": (400, _INTEGRATION),
    "api.post.update_post.permissions_details.app_error": (400, "Unable to update a deleted post."),
    "app.file_info.get.app_error": (404, "Unable to get the file info."),
    "api.file.upload_file.too_large_detailed.app_error": (
        413,
        "Unable to upload file {subject}. -1 bytes exceeds the maximum allowed -1 bytes.",
    ),
    "api.file.upload_file.no_file.app_error": (400, "Unable to upload file. No file was sent."),
    "api.command.execute_command.start.app_error": (400, "Command must start with a slash."),
    "api.command.execute_command.not_found.app_error": (
        404,
        "Command with a trigger of '{subject}' not found. To send a message beginning with \"/\", "
        "try adding an empty space at the beginning of the message.",
    ),
    "api.command.execute_command.failed.app_error": (500, "Command with a trigger of '{subject}' failed."),
    "api.command.execute_command.failed_resp.app_error": (
        500,
        "Command with a trigger of '{subject}' returned response 500 Internal Server Error.",
    ),
    "api.command.execute_command.create_post_failed.app_error": (
        500,
        "Command '{subject}' failed to post response. Please contact your System Administrator.",
    ),
    "app.command_webhook.get.missing": (404, "Unable to get the webhook."),
    "app.command_webhook.try_use.invalid": (400, "Invalid webhook."),
    "api.config.client.old_format.app_error": (
        501,
        "New format for the client configuration is not supported yet. "
        "Please specify format=old in the query string.",
    ),
    _TRIGGER + "base64_decode_failed": (
        400,
        "Failed to decode base64 for trigger ID for interactive dialog.",
    ),
    _TRIGGER + "missing_data": (400, "Trigger ID missing required data for interactive dialog."),
    _TRIGGER + "expired": (
        400,
        "Trigger ID for interactive dialog is expired. Trigger IDs live for a maximum of 3 seconds.",
    ),
    _TRIGGER + "verify_signature_failed": (
        400,
        "Signature verification failed of trigger ID for interactive dialog.",
    ),
}


class ApiError(Exception):
    """The server refuses a request."""

    def __init__(self, *, error_id: str, message: str, status: int) -> None:
        super().__init__(error_id)
        self.error_id = error_id
        self.message = message
        self.status = status

    def to_json(self, *, request_id: str) -> dict[str, object]:
        """Return the body of the answer; the details are hidden, as outside developer mode."""
        return {
            "id": self.error_id,
            "message": self.message,
            "detailed_error": "",
            "request_id": request_id,
            "status_code": self.status,
        }


def failure(error_id: str, *, subject: str = "") -> ApiError:
    """Return the error of the catalogue with that id, about `subject`."""
    status, message = _CATALOGUE[error_id]
    return ApiError(error_id=error_id, message=message.replace("{subject}", subject), status=status)


def forbidden() -> ApiError:
    """Return the 403 that lacks a permission."""
    return failure("api.context.permissions.app_error")


def invalid_body(name: str) -> ApiError:
    """Return the 400 about the field `name` of a body."""
    return failure("api.context.invalid_body_param.app_error", subject=name)


def invalid_url(name: str) -> ApiError:
    """Return the 400 about the parameter `name` of an address."""
    return failure("api.context.invalid_url_param.app_error", subject=name)
