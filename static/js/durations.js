/** How long something lasts in words: 25分, 2小时10分, 1天3小时; on walls 2h10 (app/words/durations.py). */

const DAY_MINUTES = 1440;
const MANY_HOURS = 10; // from here on walls leave the minutes out
let forms = null; // minutes, hours, hours and minutes, many of them, days, days and hours: the page's words

export function lasting(minutes) {
  forms ??= document.body.dataset.sayLasts.split("|");
  return inWords(forms, minutes);
}

/** Pure: `forms` with {d}, {h}, {m}, {mm} to be filled in; what is zero is not said. */
export function inWords([justMinutes, justHours, hoursMinutes, manyHours, justDays, daysHours], minutes) {
  const whole = Math.max(0, Math.floor(minutes));
  const [m, hours] = [whole % 60, Math.floor(whole / 60)];
  const [h, d] = whole < DAY_MINUTES ? [hours, 0] : [hours % 24, Math.floor(hours / 24)];
  const inDay = h ? (m ? (h < MANY_HOURS ? hoursMinutes : manyHours) : justHours) : justMinutes;
  const form = d ? (h ? daysHours : justDays) : inDay;
  const values = { d, h, m, mm: String(m).padStart(2, "0") };
  return form.replace(/\{(d|h|mm|m)\}/g, (_, name) => values[name]);
}
