import 'server-only';
import { handleAuth } from '@/lib/auth/handle-auth';
import { parseCookies } from '@/lib/auth/cookies';
import { AppError, notFound } from '@/lib/domain/errors';
import { countStranger } from '@/lib/runtime/count-stranger';
import { toCount } from '@/lib/runtime/count-request';
import { getSystem } from '@/lib/runtime/get-system';
import { observeRequest } from '@/lib/runtime/metrics';
import type { System } from '@/lib/runtime/system';
import { answerHeaders } from './answer-headers';
import { invalidToken } from './enter-by-token';
import { logFailure, logRequest, type Visit } from './log-request';
import { problemResponse } from './problem-response';
import { readText } from './read-body';
import { refuseForeignOrigin, requireHost } from './require-our-address';
import { toRequestId } from './trusted-headers';

type Params = { nextauth: string[] };

/** What is dearer than to look a stranger up, by the first part of its path. */
const BUCKETS: ReadonlyMap<string, 'signIn' | 'logout'> = new Map([
  ['callback', 'signIn'],
  ['backchannel', 'logout'],
]);

/** The door for signing in and out, which strangers and providers must be able to pass. */
export async function signInRoute(request: Request, { params }: { params: Promise<Params> }): Promise<Response> {
  const system = await getSystem().catch(() => null);
  if (!system)
    return problemResponse(new AppError('unavailable', 'Keyledger is not up yet.'), toRequestId(request.headers));
  return answerSignIn(system, request, (await params).nextauth);
}

export async function answerSignIn(system: System, request: Request, segments: string[]): Promise<Response> {
  const visit: Visit = {
    method: request.method,
    route: `/api/auth/${/^[a-z]+$/.exec(segments[0] ?? '')?.[0] ?? ''}`,
    requestId: toRequestId(request.headers),
    startedAt: performance.now(),
    actorId: null,
    count: toCount(request.method),
  };
  const response = await pass(system, request, segments, visit.requestId).catch((error: unknown) => {
    logFailure(system.log, visit, error);
    return problemResponse(error, visit.requestId);
  });
  logRequest(system.log, visit, response.status);
  const { method, route, startedAt } = visit;
  observeRequest({ method, route, status: response.status, seconds: (performance.now() - startedAt) / 1000 });
  return response;
}

async function pass(system: System, request: Request, segments: string[], requestId: string): Promise<Response> {
  const origin = requireHost(request, system.web);
  if (request.headers.has('authorization')) throw invalidToken();
  const isPost = request.method === 'POST';
  if (isPost) refuseForeignOrigin(request, system.web);
  countStranger(request.headers, system.now(), BUCKETS.get(segments[0] ?? ''));
  const cookieHeader = request.headers.get('cookie');
  const answer = await handleAuth(system, {
    method: isPost ? 'POST' : 'GET',
    segments,
    // Only a provider's answer says something in the address; at sign-in, next-auth would pass it all on to the provider.
    query: isPost ? {} : Object.fromEntries(new URL(request.url).searchParams),
    form: isPost ? await readForm(request) : {},
    cookies: parseCookies(cookieHeader),
    cookieHeader,
    origin,
    requestId,
  });
  if (!answer) throw notFound('thing');
  for (const [name, value] of answerHeaders(requestId, null)) answer.headers.set(name, value);
  return answer;
}

async function readForm(request: Request): Promise<Record<string, string>> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded')
    throw new AppError('invalid', 'This takes a form.', {
      errors: [{ pointer: '', rule: 'has the Content-Type application/x-www-form-urlencoded' }],
    });
  return Object.fromEntries(new URLSearchParams(await readText(request)));
}
