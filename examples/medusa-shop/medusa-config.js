const { defineConfig } = require('@medusajs/framework/utils');

const { env } = process;

module.exports = defineConfig({
  projectConfig: {
    databaseUrl: env.DATABASE_URL,
    databaseDriverOptions: { ssl: false },
    // The example is reached by http, and production's cookies would want https.
    cookieOptions: { secure: false, sameSite: 'lax' },
    http: {
      storeCors: env.STORE_CORS ?? 'http://localhost:8000',
      adminCors: env.ADMIN_CORS ?? 'http://localhost:9000',
      authCors: env.AUTH_CORS ?? 'http://localhost:8000,http://localhost:9000',
      jwtSecret: env.JWT_SECRET ?? 'only-for-this-example',
      cookieSecret: env.COOKIE_SECRET ?? 'only-for-this-example',
    },
  },
  admin: { disable: env.ADMIN_DISABLED === 'true' },
  plugins: [
    {
      resolve: '@atobarai/adapter-medusa',
      options: {
        apiUrl: env.ATOBARAI_URL,
        apiKey: env.ATOBARAI_KEY,
        publishableKey: env.ATOBARAI_PUBLISHABLE_KEY,
        webhookSecrets: env.ATOBARAI_WEBHOOK_SECRET ? [env.ATOBARAI_WEBHOOK_SECRET] : [],
        // The codes of the shipping options' types, as the seed makes them.
        carriers: { byTypeCode: { yamato: 'yamato', sagawa: 'sagawa', yupack: 'japan_post' } },
        ...JSON.parse(env.ATOBARAI_OPTIONS ?? '{}'),
      },
    },
  ],
  modules: [
    {
      resolve: '@medusajs/medusa/payment',
      // Beside `options`, not inside: the provider reads the order by `query` and our settings from `atobarai`.
      dependencies: ['query', 'atobarai'],
      options: { providers: [{ resolve: '@atobarai/adapter-medusa/providers/atobarai', id: 'jp' }] },
    },
  ],
});
