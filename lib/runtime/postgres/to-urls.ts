import 'server-only';
import { APP_ROLE, OWNER_ROLE } from '@/lib/store/bootstrap-roles';
import type { Access } from './access-file';

export const DATABASE = 'keyledger';

export interface DatabaseUrls {
  superuser: string;
  owner: string;
  app: string;
}

export function toUrls(access: Access, port: number): DatabaseUrls {
  const to = (role: string, password: string, database: string) =>
    `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;
  return {
    superuser: to('postgres', access.superuserPassword, 'postgres'),
    owner: to(OWNER_ROLE, access.ownerPassword, DATABASE),
    app: to(APP_ROLE, access.appPassword, DATABASE),
  };
}
