import 'server-only';
import { DISCOVERY_FILES, type DiscoveryFile } from '@/lib/contract/discovery';
import type { Context } from '@/lib/domain/ports/context';
import { toDashboardPolicy } from '@/lib/domain/roles/dashboard-policy';
import {
  toDiscoveryPolicy,
  toDiscoveryTrust,
  toEveryAccount,
  toUsualDiscovery,
} from '@/lib/domain/roles/discovery-documents';
import { toDiscoveryStack, toDiscoveryTerraform } from '@/lib/domain/roles/discovery-texts';
import { toPolicyText } from '@/lib/domain/roles/role-documents';
import { toStackParameters, toTemplateText } from '@/lib/domain/roles/stack-texts';
import { toTrailRoles } from './role-files';

/** One text to paste for discovery; where it is off, what would be needed with the roles' usual names. */
export function toDiscoveryFile({ aws, config }: Pick<Context, 'aws' | 'config'>, file: DiscoveryFile): string {
  const roles = aws.discovery() ?? toUsualDiscovery(aws.accounts());
  switch (file) {
    case 'discovery.json':
      return toPolicyText(toDiscoveryPolicy());
    case 'discovery-trust.json':
      return toPolicyText(toDiscoveryTrust(roles));
    case 'keyledger-discovery.yaml':
      return toDiscoveryStack(roles);
    case 'keyledger-discovery.tf':
      return toDiscoveryTerraform(roles);
    case 'dashboard.json':
      return toPolicyText(toDashboardPolicy(aws.accounts(), roles, toTrailRoles(config)));
    case 'keyledger-roles.yaml':
      return toTemplateText(roles.limits);
    case 'parameters.json':
      return toPolicyText(toStackParameters(toEveryAccount(roles)));
  }
}

export const toDiscoveryFiles = (ctx: Pick<Context, 'aws' | 'config'>) =>
  DISCOVERY_FILES.map((name) => ({ name, text: toDiscoveryFile(ctx, name) }));
