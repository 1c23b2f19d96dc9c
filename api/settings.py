"""Settings: environment variables prefixed ``POLICYCALC_``; described in docs/settings.md."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What an installation decides. Every field has a default that works on one machine."""

    model_config = SettingsConfigDict(env_prefix="POLICYCALC_", frozen=True, extra="ignore")

    database_url: str = Field(
        default="sqlite:///policycalc.db", description="数据库地址（SQLite 或 PostgreSQL）"
    )
    host: str = Field(default="127.0.0.1", description="网站监听的地址")
    port: int = Field(default=8000, ge=1, le=65535, description="网站监听的端口")
    site_name: str = Field(default="政策AI计算器", description="页眉上的网站名称")
    region: str = Field(default="", description="本站服务的地区，显示在页眉，如 青屏区")
    contact: str = Field(
        default="12345政务服务便民热线",
        description="没有找到答案时，告诉来访者到哪里咨询",
    )
    secret: SecretStr = Field(
        default_factory=lambda: SecretStr(secrets.token_hex(32)),
        description="签名 Cookie 与表单令牌的密钥；不设置时每次启动随机生成，重启后需重新签到",
    )
    secure_cookies: bool = Field(
        default=False, description="Cookie 只经 HTTPS 发送；网站放在 HTTPS 之后时应设为 true"
    )
    max_upload_mb: int = Field(default=20, ge=1, le=200, description="单个上传文件的大小上限（MB）")
    compile_seconds: int = Field(
        default=120, ge=5, le=3600, description="解析一个上传文件最多用多少秒，到时停止"
    )
    search_folder: Path = Field(
        default=Path("policycalc-search"),
        description="检索索引和条款向量放在哪个文件夹；删去后会重新计算",
    )
    search_vectors: Literal["auto", "exact", "chroma", "off"] = Field(
        default="auto",
        description="按意思检索：exact 逐条精确比较，chroma 用 Chroma，auto 在五万条以上用 Chroma，"
        "off 不用，只按字词检索",
    )
    compile_mb: int = Field(
        default=2048, ge=512, le=65536, description="解析一个上传文件最多用多少内存（MB）"
    )
    upload_reading: Literal["grammar", "model", "both"] = Field(
        default="both",
        description="上传时默认由谁读：grammar 只用语法，model 只用模型，both 两者对照；"
        "没有设置模型时都只用语法",
    )
    model_jobs: int = Field(default=1, ge=1, le=8, description="同时请模型读几份上传的文件")
    model_minutes: int = Field(
        default=30, ge=1, le=1440, description="模型读一份上传的文件最多用多少分钟，到时停止"
    )
