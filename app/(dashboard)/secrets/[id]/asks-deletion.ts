import type { SearchParams } from '@/components/layout/url-state';

/** `?ask=deletion`: who would miss the secret. Of one whose deletion is pending it is always told. */
export const asksDeletion = ({ ask }: SearchParams): boolean => ask === 'deletion';
