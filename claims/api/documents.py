"""The API's front door and its papers: root, OpenAPI document, browsable docs."""

from django.http import Http404
from drf_spectacular.renderers import (
    OpenApiJsonRenderer,
    OpenApiJsonRenderer2,
    OpenApiYamlRenderer,
    OpenApiYamlRenderer2,
)
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from claims.api.conditional import Tagged
from claims.api.parameters import refuse_unknown
from claims.api.renderers import FORMS

_LISTS = ("statement", "report", "speaker", "event", "outlet", "article")


class RootView(Tagged):
    """Where everything is."""

    permission_classes = [AllowAny]

    @extend_schema(responses={200: {"type": "object", "additionalProperties": {"type": "string"}}})
    def get(self, request: Request) -> Response:
        """The lists, as streams and as feeds too, the changes, the quality, the papers."""
        refuse_unknown(request, ())
        lists = {
            f"{name}s{'' if form == 'list' else f'.{renderer.format}'}": f"v1:{name}-{form}"
            for form, renderer in FORMS.items()
            for name in _LISTS
        }
        rest = {name: f"v1:{name}" for name in ("changes", "quality", "schema", "docs")}
        addresses = {**lists, **rest}
        return Response({key: reverse(name, request=request) for key, name in addresses.items()})


@extend_schema(exclude=True)
class SchemaView(Tagged, SpectacularAPIView):
    """The OpenAPI document: JSON unless YAML is asked for."""

    renderer_classes = [
        OpenApiJsonRenderer2,
        OpenApiJsonRenderer,
        OpenApiYamlRenderer,
        OpenApiYamlRenderer2,
    ]


class DocsView(SpectacularSwaggerSplitView):
    """The docs to browse and try, with assets of this server alone and no inline script."""

    url_name = "v1:schema"
    template_name = "api/docs.html"
    title = "On Record: the API"


@extend_schema(exclude=True)
class NothingView(APIView):
    """Any other address: a problem like every error here, not a page."""

    permission_classes = [AllowAny]

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        """Whatever the method, there is nothing."""
        raise Http404
