# The pages: built once, served by Next.js's standalone server. Plain Dockerfile syntax.
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS build
ENV NEXT_TELEMETRY_DISABLED=1
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages/shared/package.json packages/shared/
COPY packages/session-model/package.json packages/session-model/
COPY packages/stand-ins/package.json packages/stand-ins/
COPY services/telephony/package.json services/telephony/
COPY services/ai-bridge/package.json services/ai-bridge/
COPY services/frontend-gateway/package.json services/frontend-gateway/
COPY services/web/package.json services/web/
# The compiler is a dependency of the root.
RUN npm ci --ignore-scripts --no-audit --no-fund --include-workspace-root -w @ringback/shared -w @ringback/web
COPY tsconfig.base.json ./
COPY packages/shared/src packages/shared/src
COPY services/web services/web
RUN cd services/web && NODE_ENV=production node ../../node_modules/next/dist/bin/next build

FROM ${NODE_IMAGE} AS web
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOSTNAME=0.0.0.0 PORT=3000
WORKDIR /app
COPY --from=build /app/services/web/.next/standalone ./
COPY --from=build /app/services/web/.next/static services/web/.next/static
COPY --from=build /app/services/web/public services/web/public
COPY deploy/healthcheck.mjs deploy/
USER node
HEALTHCHECK --interval=5s --timeout=3s --start-period=20s --retries=12 CMD ["node", "deploy/healthcheck.mjs"]
CMD ["node", "services/web/server.js"]
