import { signInRoute } from '@/lib/http/sign-in-route';

export const GET = signInRoute;
export const POST = signInRoute;
