/**
 * Why a message did not arrive, as it is kept and shown: a closed union, so that nothing of a receiver's answer, of an
 * address or of a resolver's words ends in the database or on a page.
 */
export const SEND_PROBLEMS = {
  address: {
    is: 'The host’s name leads to an address that is not public.',
    mend: 'If the receiver is inside, name its network in notifications.allowPrivate.',
  },
  name: { is: 'The host’s name is not known.', mend: 'See that the address is right and the worker has a resolver.' },
  unreachable: {
    is: 'The host cannot be reached.',
    mend: 'See that it runs, and that the worker may connect to it directly: proxies are not used.',
  },
  tls: {
    is: 'Its certificate is not trusted.',
    mend: 'Mend the certificate; one of an authority of your own is trusted with NODE_EXTRA_CA_CERTS.',
  },
  timeout: { is: 'It did not answer within 10 seconds.', mend: 'See that the receiver answers before it works.' },
  redirect: {
    is: 'It answered with a redirect, which is not followed.',
    mend: 'Configure the address that it leads to.',
  },
  refused: { is: 'It refused the message.', mend: 'The status says why; a 401 or 403 is most often a wrong secret.' },
  broken: { is: 'It answered with an error of its own.', mend: 'Look at the log of the receiver.' },
  busy: { is: 'It asked for patience.', mend: 'Nothing: it is sent when the receiver said.' },
  gone: {
    is: 'It answered 410 Gone: nothing more is sent to it.',
    mend: 'Configure an address that takes messages, then send a test: one that arrives starts it again.',
  },
  unconfigured: {
    is: 'The channel was not configured for as long as the message waited.',
    mend: 'Nothing, where it is there again: what is new is sent.',
  },
} as const satisfies Record<string, { is: string; mend: string }>;

export type SendProblem = keyof typeof SEND_PROBLEMS;

/** What came of one attempt. `status`: of the answer, where there was one; nothing else of it is kept. */
export type SendOutcome =
  | { arrived: true; status: number }
  | { arrived: false; problem: SendProblem; status: number | null; retryAfterSeconds: number | null };

/** Of the answer's status alone. Null: it arrived. */
export function toProblem(status: number): SendProblem | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return 'redirect';
  if (status === 410) return 'gone';
  if (status === 429 || status === 503) return 'busy';
  return status >= 500 ? 'broken' : 'refused';
}

/** The message alone may be what the receiver does not take; anything else would meet the next one, too. */
export const isOfMessage = (problem: SendProblem, status: number | null): boolean =>
  problem === 'refused' && status !== null && [400, 413, 415, 422].includes(status);
