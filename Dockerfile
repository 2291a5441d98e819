# Guyub in a container: everything from the lock file, run by a user without rights; config and database in /data.
FROM python:3.12-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

WORKDIR /app
COPY requirements.lock .
RUN pip install --quiet --require-hashes --root-user-action=ignore -r requirements.lock

COPY pyproject.toml README.md LICENSE ./
COPY bots bots
COPY core core
COPY plugins plugins
RUN pip install --quiet --no-deps --root-user-action=ignore .

RUN useradd --system --uid 10001 --create-home guyub && install -d -o guyub -g guyub /data
USER guyub
WORKDIR /data
VOLUME /data

# Stopped with SIGTERM it takes no more, finishes what it holds and commits; a few seconds are enough.
STOPSIGNAL SIGTERM
# Healthy while the config it would start with is sound; it asks no platform.
HEALTHCHECK --interval=5m --timeout=20s --start-period=30s \
    CMD ["guyub", "check", "--offline", "--config", "/data/config.toml"]

ENTRYPOINT ["guyub"]
CMD ["run", "--config", "/data/config.toml"]
