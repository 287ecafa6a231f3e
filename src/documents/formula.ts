/** A spreadsheet may take for a formula what begins like this; the wide forms of the signs count, as some read them alike. */
export const FORMULA_FIRST = /^(?:\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\n])/;
