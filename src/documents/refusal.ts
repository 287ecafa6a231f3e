/** Why a file is not read. Each has its own sentence on screen and on the command line. */
export type RefusalReason =
  | 'empty'
  | 'tooLarge'
  /** A PDF: often a scan, and even where it holds text its order and tables are lost. */
  | 'pdf'
  | 'picture'
  /** .doc and .xls of before 2007, or a file locked with a password: both are packed alike. */
  | 'oldOrLocked'
  | 'macros'
  /** Parts of the content lie in another file or on a server. Nothing is ever fetched. */
  | 'externalContent'
  | 'inflatesTooFar'
  | 'brokenFile'
  /** A document type declaration or nesting without end: no office program writes either. */
  | 'hostileXml'
  | 'notUnicode'
  | 'unknownKind';

/** Thrown while a file is taken apart, and turned into a value by `readDocument`. */
export class DocumentRefused extends Error {
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, detail = '', options?: ErrorOptions) {
    super(detail === '' ? reason : `${reason}: ${detail}`, options);
    this.name = 'Refused';
    this.reason = reason;
  }
}
