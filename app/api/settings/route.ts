import { getSettingsOperation } from '@/lib/contract/operations/system';
import { route } from '@/lib/http/route';
import { getSettings } from '@/lib/services/get-settings';

export const GET = route({
  operation: getSettingsOperation,
  permission: 'settings.read',
  handler: (ctx) => getSettings(ctx),
});
