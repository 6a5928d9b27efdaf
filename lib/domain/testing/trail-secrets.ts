/** How many secrets made trail files read. */
export const TRAIL_SECRETS = 400;

export const toTrailSecret = (nth: number): string =>
  `arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/service-${nth}/db-AbC${String(nth).padStart(3, '0')}`;
