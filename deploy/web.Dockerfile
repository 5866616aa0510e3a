# The pages: built once, and served by a small server whose TypeScript Node.js runs directly. Plain Dockerfile syntax.
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS manifests
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages/shared/package.json packages/shared/
COPY packages/session-model/package.json packages/session-model/
COPY packages/stand-ins/package.json packages/stand-ins/
COPY services/telephony/package.json services/telephony/
COPY services/ai-bridge/package.json services/ai-bridge/
COPY services/frontend-gateway/package.json services/frontend-gateway/
COPY services/web/package.json services/web/

# What the pages are made from is a dependency of their build alone.
FROM manifests AS build
RUN npm ci --ignore-scripts --no-audit --no-fund -w @ringback/shared -w @ringback/web
COPY tsconfig.base.json ./
COPY packages/shared/src packages/shared/src
COPY services/web services/web
RUN cd services/web && NODE_ENV=production node build.ts

FROM manifests AS server-dependencies
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund -w @ringback/shared -w @ringback/web

FROM ${NODE_IMAGE} AS web
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /app
COPY --from=server-dependencies /app ./
COPY packages/shared/src packages/shared/src
COPY services/web/server services/web/server
COPY services/web/lib services/web/lib
COPY services/web/app/page-facts.ts services/web/app/
COPY --from=build /app/services/web/dist services/web/dist
COPY deploy/healthcheck.mjs deploy/
USER node
HEALTHCHECK --interval=5s --timeout=3s --start-period=20s --retries=12 CMD ["node", "deploy/healthcheck.mjs"]
CMD ["node", "services/web/server/main.ts"]
