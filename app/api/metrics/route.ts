import { getMetricsOperation } from '@/lib/contract/operations/system';
import { requireMetricsToken } from '@/lib/http/require-metrics-token';
import { route } from '@/lib/http/route';
import { renderMetrics } from '@/lib/runtime/metrics';

export const GET = route({
  operation: getMetricsOperation,
  permission: 'anyone',
  open: async ({ system, headers }) => {
    requireMetricsToken(headers, system.web.metricsToken);
    return (await renderMetrics(system)).body;
  },
});
