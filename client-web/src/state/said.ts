// Whether a line in a room looks like an action as people say it. A guess that only decides whether the server is asked
// to read the line; what it becomes is the server's reading, never this one.
const DAY = String.raw`vandaag|morgen|overmorgen|today|tomorrow|(?:ma|di|wo|do|vr|za|zo)(?:andag|nsdag|ensdag|nderdag|ijdag|terdag|ndag)?|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|(?:over|in) (?:\d+|een|one|two|twee|drie|three) (?:dag|dagen|week|weken|days?|weeks?)|\d{1,2}[-/]\d{1,2}(?:[-/]\d{2,4})?|\d{1,2} \p{L}{3,9}`;
const LINE = new RegExp(String.raw`^@\p{L}[\p{L}'’ -]*\s.+\s(?:${DAY})\.?$`, "iu");

/** Somebody named first, a day said last. */
export function looksLikeAction(text: string): boolean {
  return text.length <= 500 && LINE.test(text.trim());
}
