import 'server-only';

/** Headers of everything that the API answers: nothing of it may be kept by anyone on the way. */
export const answerHeaders = (requestId: string, contentType: string | null): Headers => {
  const headers = new Headers({ 'Cache-Control': 'no-store', Vary: 'Cookie', 'X-Request-Id': requestId });
  if (contentType) headers.set('Content-Type', contentType);
  return headers;
};
