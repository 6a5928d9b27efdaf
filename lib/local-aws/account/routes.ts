import type { RestRoute } from '@/lib/local-aws/rest-route';
import { listRegions } from './list-regions';

/** The part of Account Management (2021-02-01) that is spoken here. */
export const accountRoutes: readonly RestRoute[] = [
  { service: 'account', method: 'POST', path: /^\/listRegions$/, operation: listRegions, read: ({ body }) => body() },
];
