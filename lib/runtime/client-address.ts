import 'server-only';

/** The nearest address that no trusted proxy vouches for, as the server in front of Next left it over whatever the client sent. */
export const toClientAddress = (headers: Headers): string => headers.get('x-forwarded-for') ?? 'unknown';
