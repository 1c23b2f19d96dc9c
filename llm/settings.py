"""Settings of the model: environment variables, described in docs/settings.md. None set: no model.

A model is on when ``POLICYCALC_MODEL`` names one. ``OPENAI_BASE_URL`` must be said too: nothing is
ever sent to a place nobody chose. The key lives in a ``SecretStr`` and leaves it only on the wire.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from llm.errors import ModelError


class ModelSettings(BaseSettings):
    """What an installation decides about its model."""

    model_config = SettingsConfigDict(
        env_prefix="POLICYCALC_MODEL_",
        frozen=True,
        extra="ignore",
        populate_by_name=True,
        hide_input_in_errors=True,
    )

    model: str = Field(
        default="",
        validation_alias="POLICYCALC_MODEL",
        description="模型名称；不设置就不用语言模型",
    )
    base_url: str = Field(
        default="",
        validation_alias="OPENAI_BASE_URL",
        description="模型服务的地址（OpenAI 兼容接口，通常以 /v1 结尾）；设了模型就必须设置",
    )
    api_key: SecretStr = Field(
        default=SecretStr(""),
        validation_alias="OPENAI_API_KEY",
        description="模型服务的密钥；本机的服务一般不需要",
    )
    tasks: str = Field(
        default="",
        description="个别任务另用的模型，如 find_items=小模型,draft_tags=大模型",
    )
    embedding_model: str = Field(
        default="",
        validation_alias="POLICYCALC_EMBEDDING_MODEL",
        description="向量模型名称；不设置就用内置的向量模型",
    )
    profile: str = Field(
        default="", description="模型系列，见 docs/models.md；不设置时按地址和模型名称判断"
    )
    folder: Path = Field(
        default=Path("policycalc-model"),
        description="保存模型回答与能力档案的文件夹；问过的不再问第二次",
    )
    seconds: int = Field(default=120, ge=1, le=3600, description="一次请求最多等多少秒")
    retries: int = Field(default=2, ge=0, le=10, description="出错或限流时最多重试几次")
    concurrency: int = Field(default=4, ge=1, le=64, description="同时最多几个请求")
    calls: int = Field(default=300, ge=1, description="一份文件最多调用多少次")
    tokens: int = Field(default=1_000_000, ge=1, description="一份文件最多用多少 token")
    cost: Decimal | None = Field(
        default=None, ge=0, description="一份文件最多花多少元；要同时设置两个单价"
    )
    price_in: Decimal | None = Field(
        default=None, ge=0, description="输入单价，元/百万 token；设了才显示费用"
    )
    price_out: Decimal | None = Field(default=None, ge=0, description="输出单价，元/百万 token")

    @property
    def on(self) -> bool:
        """Whether a model was chosen."""
        return bool(self.model)

    def model_for(self, task: str) -> str:
        """The model of one task."""
        return self.by_task().get(task, self.model)

    def by_task(self) -> dict[str, str]:
        """The tasks that have a model of their own; ModelError for a text that is no such list."""
        found: dict[str, str] = {}
        for piece in filter(None, (p.strip() for p in self.tasks.replace("，", ",").split(","))):
            task, sign, model = (part.strip() for part in piece.partition("="))
            if not (task and sign and model):
                raise ModelError("LM102", f"POLICYCALC_MODEL_TASKS 中的「{piece[:60]}」")
            found[task] = model
        return found

    @property
    def place(self) -> str:
        """The address as it may be shown: no user, no password, no query."""
        parts = urlsplit(self.base_url)
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
        return f"{parts.scheme}://{host}{port}{parts.path}"


def model_settings() -> ModelSettings | None:
    """The settings of the environment, checked; None when no model is chosen."""
    try:
        settings = ModelSettings()
    except ValidationError as problem:
        (first, *_) = problem.errors(include_input=False, include_url=False)
        raise ModelError("LM102", _variable(str(first["loc"][0]))) from None
    if not settings.on:
        return None
    check_settings(settings)
    return settings


def check_settings(settings: ModelSettings) -> None:
    """ModelError for what does not fit together."""
    if not settings.base_url:
        raise ModelError("LM101", "设了 POLICYCALC_MODEL，没有设 OPENAI_BASE_URL")
    parts = urlsplit(settings.base_url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ModelError("LM102", "OPENAI_BASE_URL 应以 http:// 或 https:// 开头")
    if parts.username or parts.password:
        raise ModelError("LM102", "OPENAI_BASE_URL 里不能写用户名和密码")
    settings.by_task()
    prices = (settings.price_in, settings.price_out)
    if settings.cost is not None and None in prices:
        raise ModelError("LM102", "设了 POLICYCALC_MODEL_COST，没有设两个单价")


def _variable(name: str) -> str:
    field = ModelSettings.model_fields.get(name)
    if field is not None and isinstance(field.validation_alias, str):
        return field.validation_alias
    return name if name.isupper() else f"POLICYCALC_MODEL_{name.upper()}"
