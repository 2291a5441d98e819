# Guyub in a container: everything from the lock file, run by a user without rights; config and database in /data.
FROM python:3.12-slim AS build

ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
RUN python -m venv /app
WORKDIR /src
COPY requirements.lock .
RUN /app/bin/pip install --quiet --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY bots bots
COPY core core
COPY plugins plugins
RUN /app/bin/pip install --quiet --no-deps .

FROM python:3.12-slim

ENV PATH=/app/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN useradd --system --uid 10001 --create-home guyub && install -d -m 700 -o guyub -g guyub /data
COPY --from=build /app /app
USER 10001
WORKDIR /data
VOLUME /data

# Stopped with SIGTERM it takes no more, finishes what it holds and commits; a few seconds are enough.
STOPSIGNAL SIGTERM
# Asks the bot where [operations] has it listen, else looks whether it holds the database's lock; it asks no platform.
HEALTHCHECK --interval=1m --timeout=15s --start-period=30s --retries=3 \
    CMD ["guyub", "health", "--config", "/data/config.toml"]

ENTRYPOINT ["guyub"]
CMD ["run", "--config", "/data/config.toml"]
