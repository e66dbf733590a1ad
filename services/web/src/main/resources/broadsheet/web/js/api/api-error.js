/**
 * A call that did not succeed, in words for the person who waits for it.
 *
 * `kind` is the envelope's status (badRequest, notAuthenticated, unauthorized, notFound, conflict, tooManyRequests,
 * error, notImplemented) or `offline` where no answer came at all.
 */
export class ApiError extends Error {
  constructor(kind, message, { data = null, cause } = {}) {
    super(message, { cause });
    this.name = 'ApiError';
    this.kind = kind;
    this.data = data;
  }
}

/** No answer: the network, the server or the time limit. */
export function unreachable(cause) {
  const message =
    cause?.name === 'TimeoutError'
      ? 'Broadsheet took too long to answer. Try again in a moment.'
      : 'Broadsheet can’t be reached. Check your connection, then try again.';
  return new ApiError('offline', message, { cause });
}

/** An answer that is no success: the envelope's words where there are any, ours otherwise. */
export function refused(httpStatus, envelope) {
  const kind = envelope?.status ?? kindOf(httpStatus);
  return new ApiError(kind, envelope?.message || wordsFor(httpStatus), { data: envelope?.data });
}

const KINDS = new Map([
  [401, 'notAuthenticated'],
  [403, 'unauthorized'],
  [404, 'notFound'],
  [409, 'conflict'],
  [429, 'tooManyRequests'],
  [501, 'notImplemented'],
]);

function kindOf(httpStatus) {
  return KINDS.get(httpStatus) ?? (httpStatus >= 500 ? 'error' : 'badRequest');
}

const WORDS = new Map([
  [401, 'Sign in first.'],
  [403, 'This is not yours to change.'],
  [404, 'There is nothing here any more.'],
  [413, 'This is too large to send.'],
  [429, 'That was too often in a short time. Wait a minute, then try again.'],
  [501, 'Broadsheet can’t do this yet.'],
  [503, 'Broadsheet is not ready yet. Try again in a moment.'],
]);

function wordsFor(httpStatus) {
  return (
    WORDS.get(httpStatus) ??
    (httpStatus >= 500
      ? 'Something went wrong on our side. Try again in a moment.'
      : 'Broadsheet did not understand this.')
  );
}
