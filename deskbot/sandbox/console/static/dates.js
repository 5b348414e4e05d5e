// Dates and numbers as the French write them. The sandbox lives in Paris, wherever the browser is.

const ZONE = "Europe/Paris";
const part = (options) => new Intl.DateTimeFormat("fr-FR", { timeZone: ZONE, ...options });
const WEEKDAY = part({ weekday: "long" });
const MONTH = part({ month: "long" });
const HOUR = part({ hour: "2-digit", minute: "2-digit" });
const HOUR_SECONDS = part({ hour: "2-digit", minute: "2-digit", second: "2-digit" });
const NUMBERS = new Intl.DateTimeFormat("en-CA", {
  timeZone: ZONE, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit",
  hour: "2-digit", minute: "2-digit", second: "2-digit",
});

/** Return "jeudi 1er août 2024". */
export function day(moment) {
  const { year, day: number } = fields(moment);
  const written = Number(number) === 1 ? "1er" : String(Number(number));
  return `${WEEKDAY.format(moment)} ${written} ${MONTH.format(moment)} ${year}`;
}

export const hour = (moment) => HOUR.format(moment);
export const hourSeconds = (moment) => HOUR_SECONDS.format(moment);

/** Return "2024-08-01T08:55", the value of a datetime-local field. */
export function wall(moment) {
  const { year, month, day: number, hour: hours, minute } = fields(moment);
  return `${year}-${month}-${number}T${hours}:${minute}`;
}

/** Return the moment at which a clock in Paris shows `text` ("2024-08-01T09:00"), null if it is no date. */
export function fromWall(text) {
  const asUtc = new Date(`${text}Z`);
  if (Number.isNaN(asUtc.getTime())) return null;
  // Twice: the first guess may lie on the other side of a change of the hour.
  let moment = asUtc;
  for (let turn = 0; turn < 2; turn += 1) moment = new Date(asUtc.getTime() - offset(moment));
  return moment;
}

/** Return 9:00 of the next day in Paris. */
export function tomorrowAtNine(moment) {
  const noon = new Date(`${wall(moment).slice(0, 10)}T12:00Z`);
  noon.setUTCDate(noon.getUTCDate() + 1);
  return fromWall(`${noon.toISOString().slice(0, 10)}T09:00`);
}

/** Return "1 min 30 s" or "20 s". */
export function duration(seconds) {
  const minutes = Math.floor(seconds / 60);
  const left = Math.round(seconds % 60);
  if (!minutes) return `${left} s`;
  return left ? `${minutes} min ${left} s` : `${minutes} min`;
}

/** Return a number as it is read out in France; other countries' numbers stay as they are. */
export function phone(number) {
  const match = /^\+33(\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(number);
  return match ? `0${match[1]} ${match.slice(2).join(" ")}` : number;
}

/** Return `text` with each French number in it written for people. */
export const phonesIn = (text) => text.replace(/\+33\d{9}(?!\d)/g, phone);

function offset(moment) {
  const { year, month, day: number, hour: hours, minute, second } = fields(moment);
  const shown = Date.UTC(Number(year), Number(month) - 1, Number(number), Number(hours), Number(minute), Number(second));
  return shown - Math.floor(moment.getTime() / 1000) * 1000;
}

function fields(moment) {
  return Object.fromEntries(NUMBERS.formatToParts(moment).map(({ type, value }) => [type, value]));
}
