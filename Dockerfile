# Builds the packages apart, so that the image that runs holds no build tools.
FROM python:3.13-slim-bookworm AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/peterschap
COPY requirements/run.txt /tmp/run.txt
RUN /opt/peterschap/bin/pip install --require-hashes --no-deps -r /tmp/run.txt

FROM python:3.13-slim-bookworm
ENV PATH=/opt/peterschap/bin:$PATH \
    PETERSCHAP_OWN_ENVIRONMENT=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
RUN useradd --system --uid 10001 --home-dir /nonexistent --no-create-home peterschap
COPY --from=packages /opt/peterschap /opt/peterschap
WORKDIR /srv/peterschap
COPY . .
# The key here signs nothing: collectstatic only asks for one.
RUN SECRET_KEY=build python manage.py collectstatic --no-input --verbosity 0
USER 10001
EXPOSE 8000
# The control socket would be opened in a home folder that this user does not have.
# No access log: the address behind a mailed link is a secret.
CMD ["gunicorn", "mentoring.wsgi", "--bind=0.0.0.0:8000", "--workers=2", "--threads=4", \
     "--worker-tmp-dir=/dev/shm", "--no-control-socket"]
