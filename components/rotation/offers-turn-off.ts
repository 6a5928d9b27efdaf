import type { SecretDetail } from '@/lib/contract/secret-detail';

/**
 * Whether turning automatic rotation off is a way out: of a rotation under way, or one that AWS tries again and again.
 * Nowhere else is it offered.
 */
export const offersTurnOff = ({
  rotation: { state, enabled },
  owningService,
}: Pick<SecretDetail, 'rotation' | 'owningService'>): boolean =>
  enabled === true && owningService === null && (state === 'failing' || state === 'stuck' || state === 'running');
