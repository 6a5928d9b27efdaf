import 'server-only';
import { AppError } from '@/lib/domain/errors';

/** `rule` completes "The logout token …", and says nothing of what the token holds. */
export class LogoutRefusal extends AppError {
  constructor(rule: string) {
    super('invalid', 'This logout token is not taken.', { errors: [{ pointer: '/logout_token', rule }] });
  }
}
