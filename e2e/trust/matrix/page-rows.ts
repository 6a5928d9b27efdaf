import { globSync } from 'node:fs';
import type { Permission } from '@/lib/domain/permission';
import type { Subject } from './rows';

interface PageRow {
  /** `anyone`: strangers too. */
  needs: Permission | 'signed-in' | 'anyone';
  needsToo?: Permission;
  about: Subject;
  /** Where it leads instead of being a page. */
  leadsTo?: string;
}

/** By address: a page without a row fails the matrix. */
export const PAGE_ROWS: Readonly<Record<string, PageRow>> = {
  '/': { needs: 'signed-in', about: 'none', leadsTo: '/secrets' },
  '/sign-in': { needs: 'anyone', about: 'none' },
  '/secrets': { needs: 'inventory.read', about: 'none' },
  '/secrets/matrix': { needs: 'inventory.read', about: 'none' },
  '/secrets/prefixes': { needs: 'inventory.read', about: 'none' },
  '/secrets/[id]': { needs: 'inventory.read', about: 'secret' },
  '/access': { needs: 'history.read', about: 'none' },
  '/access/principals/[id]': { needs: 'history.read', about: 'principal' },
  '/access/athena': { needs: 'history.read', about: 'none' },
  '/access/athena/[id]': { needs: 'history.read', about: 'question' },
  '/access/reviews': { needs: 'history.read', about: 'none' },
  '/access/reviews/unexpected': { needs: 'history.read', about: 'none' },
  '/access/reviews/[id]': { needs: 'history.read', about: 'review' },
  '/rotation': { needs: 'inventory.read', about: 'none' },
  '/rotation/calendar': { needs: 'inventory.read', about: 'none' },
  '/rotation/reminders': { needs: 'inventory.read', about: 'none' },
  '/rotation/waves': { needs: 'inventory.read', about: 'none' },
  '/rotation/waves/[id]': { needs: 'inventory.read', about: 'wave' },
  '/ledger': { needs: 'ledger.read', about: 'none' },
  '/ledger/outside': { needs: 'ledger.read', needsToo: 'history.read', about: 'none' },
  '/ledger/[seq]': { needs: 'ledger.read', about: 'entry' },
  '/account': { needs: 'signed-in', about: 'none' },
  '/settings/grants': { needs: 'settings.read', about: 'none' },
  '/settings/scopes': { needs: 'settings.read', needsToo: 'inventory.read', about: 'none' },
  '/settings/accounts': { needs: 'settings.read', about: 'none' },
  '/settings/accounts/[account]': { needs: 'settings.read', about: 'account' },
  '/settings/athena': { needs: 'settings.read', about: 'none' },
  '/settings/trail': { needs: 'settings.read', about: 'none' },
  '/settings/notifications': { needs: 'settings.read', about: 'none' },
  '/settings/discovery': { needs: 'settings.read', about: 'none' },
  '/settings': { needs: 'settings.read', about: 'none' },
};

/** The addresses of all pages, from the files that Next makes them of. */
export const everyPage = (): string[] =>
  globSync('app/**/page.tsx').map((file) =>
    file
      .replaceAll('\\', '/')
      .replace(/^app/, '')
      .replaceAll(/\/\([^)]*\)/g, '')
      .replace(/\/page\.tsx$/, '')
      .replace(/^$/, '/'),
  );
