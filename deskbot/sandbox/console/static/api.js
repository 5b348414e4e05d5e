// The sandbox's doors, and the errors of the chat in the words of a French reader.

const ERRORS = {
  "api.command.execute_command.not_found.app_error": "Cette commande n'existe pas.",
  "api.command.execute_command.failed.app_error": "La commande n'a pas abouti : deskbot ne répond pas.",
  "api.command.execute_command.failed_resp.app_error": "La commande n'a pas abouti : deskbot a répondu par une erreur.",
  "api.command.execute_command.create_post_failed.app_error": "La réponse de deskbot n'a pas pu être affichée.",
  "api.post.do_action.action_integration.app_error": "L'action n'a pas abouti : deskbot ne répond pas.",
  "api.post.do_action.action_id.app_error": "Ce bouton n'existe plus.",
  "api.context.permissions.app_error": "Vous n'avez pas le droit de faire cela.",
  "app.post.get.app_error": "Ce message n'existe plus.",
  "model.post.is_valid.msg.app_error": "Ce message est trop long.",
};
const DOWN = "Le chat est en panne : rien n'a été envoyé.";
const UNREACHABLE = "Le bac à sable ne répond pas.";

/** Return what is at `path`; throws if it cannot be had. */
export async function get(path) {
  const answer = await fetch(path, { cache: "no-store" });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

/** Send `body` and return `{ok, status, body, error}`; `error` is for people, empty when all is well. */
export async function post(path, body) {
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const given = await answer.json().catch(() => ({}));
    return { ok: answer.ok, status: answer.status, body: given, error: wording(answer, given) };
  } catch {
    return { ok: false, status: 0, body: {}, error: UNREACHABLE };
  }
}

function wording(answer, given) {
  if (answer.status === 503) return DOWN;
  if (given.error_id && ERRORS[given.error_id]) return ERRORS[given.error_id];
  if (typeof given.error === "string" && given.error) return given.error;
  return answer.ok ? "" : `Le bac à sable a refusé (${answer.status}).`;
}
