/**
 * Whether a proof of who someone is, is at most `maxAgeSeconds` old (OpenID Connect Core §2, `auth_time`).
 * null: the provider did not say when, which is never fresh. The border itself still counts.
 */
export const isFreshSignIn = (authenticatedAt: Date | null, maxAgeSeconds: number, now: Date): boolean =>
  authenticatedAt !== null && now.getTime() - authenticatedAt.getTime() <= maxAgeSeconds * 1000;
