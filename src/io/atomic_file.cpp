// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
