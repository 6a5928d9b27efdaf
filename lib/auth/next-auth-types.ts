import 'server-only';
import type { Person } from './person';

declare module 'next-auth' {
  interface User {
    /** Who the provider vouches for; set by each of our providers. */
    person?: Person;
  }
}
