import { unknownOperation } from '@/lib/contract/operations/unknown';
import { route } from '@/lib/http/route';
import { refuseUnknown } from '@/lib/http/refuse-unknown';

const definition = { operation: unknownOperation, permission: 'anyone', open: refuseUnknown } as const;

export const GET = route(definition);
export const POST = route(definition);
export const PUT = route(definition);
export const PATCH = route(definition);
export const DELETE = route(definition);
