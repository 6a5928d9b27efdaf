import type { Permission } from '@/lib/domain/permission';

export interface NavItem {
  href: string;
  name: string;
  permission: Permission;
  /** After `g`. */
  key: string;
}

const ITEMS: readonly NavItem[] = [
  { href: '/secrets', name: 'Secrets', permission: 'inventory.read', key: 's' },
  { href: '/access', name: 'Access', permission: 'history.read', key: 'a' },
  { href: '/rotation', name: 'Rotation', permission: 'inventory.read', key: 'r' },
  { href: '/ledger', name: 'Ledger', permission: 'ledger.read', key: 'l' },
  { href: '/settings', name: 'Settings', permission: 'settings.read', key: ',' },
];

/** Only screens that exist and that this person may open. */
export const navItemsFor = (may: readonly Permission[]): NavItem[] =>
  ITEMS.filter((item) => may.includes(item.permission));
