FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    VAR_DIR=/var/lib/on-record STATIC_ROOT=/srv/static BIND=0.0.0.0
WORKDIR /srv/on-record

COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt

COPY . .
RUN useradd --system --no-create-home on-record \
    && install -d -o on-record /var/lib/on-record /srv/static \
    && python manage.py collectstatic --noinput --verbosity 0

USER on-record
EXPOSE 8000
CMD ["gunicorn", "--config", "python:tracker.web", "tracker.wsgi"]
