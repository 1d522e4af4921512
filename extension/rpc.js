// The one way from a view to the background: a request goes out, an answer comes back or a `Failed` is thrown.
// Nothing is decided here but how often a request may be sent.

/** @import { Answer, Failure, Reply, Request } from './protocol.d.ts' */

/** A request that did not work. What to tell the person is in `failure`. */
export class Failed extends Error {
  /** @param {Failure} failure */
  constructor(failure) {
    super(failure.code);
    this.failure = failure;
  }
}

/**
 * @param {Request} request
 * @returns {Promise<Answer>}
 */
export async function send(request) {
  let reply = await deliver(request);
  // A worker can be stopped between a request and its reply; the next message starts it anew. What may have been
  // paid for is never sent twice.
  if (!reply && price(request) === undefined) reply = await deliver(request);
  if (!reply) throw new Failed(gone(request));
  if ('err' in reply) throw new Failed(reply.err);
  return reply.ok;
}

/**
 * @param {Request} request
 * @returns {Promise<Reply | undefined>} nothing if nobody answered
 */
async function deliver(request) {
  try {
    return (await chrome.runtime.sendMessage(request)) ?? undefined;
  } catch {
    return undefined;
  }
}

/**
 * The rows that a request may spend. A request that may spend any names its price, and no other does.
 *
 * @param {Request} request
 * @returns {number | undefined} nothing if it cannot cost anything
 */
function price(request) {
  if (typeof request === 'string') return undefined;
  const [content] = Object.values('list' in request ? (typeof request.list === 'string' ? {} : request.list) : request);
  return content && 'rows' in content ? content.rows : undefined;
}

/**
 * The same form that the background gives its failures.
 *
 * @param {Request} request
 * @returns {Failure}
 */
function gone(request) {
  return {
    code: 'background.gone',
    says: { key: 'err_background_gone', args: [] },
    advice: { key: 'fix_background_gone', args: [] },
    retry: 'now',
    // To join a question that is under way costs nothing.
    maybe_billed: (price(request) ?? 0) > 0,
  };
}

/**
 * The failure that was thrown, whatever was thrown.
 *
 * @param {unknown} thrown
 * @returns {Failure}
 */
export function failureOf(thrown) {
  if (thrown instanceof Failed) return thrown.failure;
  return {
    code: 'internal',
    says: { key: 'err_internal', args: [] },
    advice: { key: 'fix_internal', args: [] },
    retry: 'now',
    maybe_billed: false,
  };
}
