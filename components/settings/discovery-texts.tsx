import type { DiscoveryView } from '@/lib/contract/discovery';
import { TextCards, toGroups, type NamedGroup } from './text-cards';

const GROUPS: readonly NamedGroup[] = [
  {
    title: 'The role that asks for accounts',
    note: 'In the management account, or in an account that is a delegated administrator of AWS Organizations: one role, in one of these forms. It may list accounts and nothing else.',
    names: {
      'discovery.json': 'Policy of the discovery role',
      'discovery-trust.json': 'Trust policy of the discovery role',
      'keyledger-discovery.yaml': 'CloudFormation template',
      'keyledger-discovery.tf': 'Terraform',
    },
  },
  {
    title: 'The roles in every account',
    note: 'One template, fit for a StackSet with service-managed permissions and automatic deployment, so that an account that joins has them: deploy it in one region of each account, with these parameters. The management account is in no such StackSet and needs the stack by itself. Each account’s own page has them as JSON and Terraform, too.',
    names: { 'keyledger-roles.yaml': 'Template', 'parameters.json': 'Parameters, the same for every account' },
  },
  {
    title: 'Keyledger itself',
    note: 'What it may assume. The roles of accounts that are found are named for any account; in which it is let in their trust policies say, which name Keyledger and its external id.',
    names: { 'dashboard.json': 'What Keyledger itself may do' },
  },
];

/** What makes discovery work. */
export function DiscoveryTexts({ files }: { files: DiscoveryView['files'] }) {
  return <TextCards groups={toGroups(GROUPS, files, '/api/discovery/files')} />;
}
